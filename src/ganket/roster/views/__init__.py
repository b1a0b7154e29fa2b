"""The pages of the roster, by what people come for."""
