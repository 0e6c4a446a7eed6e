"""Search histories as databases save them, brought into data/searches/."""
