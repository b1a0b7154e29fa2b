from tests.browser import browser, page_at, static_root

__all__ = ["browser", "page_at", "static_root"]
