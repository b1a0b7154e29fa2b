import factory

from ganket.accounts.models import Account
from tests.factories.people import PersonFactory

PASSWORD = "một hai ba bốn"


class AccountFactory(factory.django.DjangoModelFactory):
    """An account with a person; ``holds=[(role, unit), …]`` gives it offices."""

    class Meta:
        model = Account
        skip_postgeneration_save = True

    handle = factory.Sequence(lambda n: f"T{n:05d}")

    @factory.post_generation
    def password(self, create, value, **kwargs):
        self.set_password(value or PASSWORD)
        if create:
            self.save()

    @factory.post_generation
    def owner(self, create, person, **kwargs):
        if create and person is not False:
            person = person or PersonFactory(**kwargs)
            person.account = self
            person.save()

    @factory.post_generation
    def holds(self, create, offices, **kwargs):
        from tests.factories.org import OfficeFactory

        for role, unit in offices or []:
            OfficeFactory(person=self.person, unit=unit, role=role)


def house():
    from ganket.accounts.queries import clerk_of_the_house

    return clerk_of_the_house()
