"""From a regulation's wording and plain values to a finished sheet."""

from ganket.documents.drafting.headings import draft_heading
from ganket.documents.drafting.introductions import draft_introduction
from ganket.documents.drafting.invitations import draft_invitation
from ganket.documents.drafting.requests import RequestedMember, draft_request
from ganket.documents.drafting.reviews import Answer, draft_appendix, draft_review

__all__ = [
    "Answer",
    "RequestedMember",
    "draft_appendix",
    "draft_heading",
    "draft_introduction",
    "draft_invitation",
    "draft_request",
    "draft_review",
]
