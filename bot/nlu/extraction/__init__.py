"""Facts in what people say: a spaCy pipeline whose patterns come from knowledge/."""
