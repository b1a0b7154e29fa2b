from ganket.accounts.models import HOUSE, Account


def clerk_of_the_house() -> Account:
    """Return the machine's own account, which acts for scheduled jobs and set-up."""
    account, _ = Account.objects.get_or_create(
        handle=HOUSE, defaults={"password": "!", "is_active": True}
    )
    return account
