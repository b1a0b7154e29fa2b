import factory

from ganket.people.models import Person


def in_letters(number: int) -> str:
    """Return a word of its own for each number; names have no digits."""
    word = chr(ord("a") + number % 26)
    return f"{in_letters(number // 26)}{word}" if number >= 26 else word.upper()


class PersonFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Person
        skip_postgeneration_save = True

    full_name = factory.Sequence(lambda n: f"Nguyễn Văn {in_letters(n)}")

    @factory.lazy_attribute
    def search_key(self):
        person = Person()
        person.set_name(self.full_name)
        return person.search_key

    @factory.lazy_attribute
    def sort_key(self):
        person = Person()
        person.set_name(self.full_name)
        return person.sort_key

    @factory.post_generation
    def phone(self, create, number, **kwargs):
        if create and number:
            self.set_phone(number)
            self.save()
