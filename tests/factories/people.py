import factory

from ganket.people.models import Person


class PersonFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Person
        skip_postgeneration_save = True

    full_name = factory.Sequence(lambda n: f"Nguyễn Văn Người {n}")

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
