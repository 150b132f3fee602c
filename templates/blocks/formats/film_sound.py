"""Films whose sound is read, too, as a modality beside their pictures."""

from pathlib import Path

import av

from templates.blocks.containers import open_container
from templates.blocks.decoders import DECODERS
from templates.blocks.formats.film import FILM_SUFFIXES, Film
from templates.blocks.formats.recording import Recording


class SoundFilm(Film):
    """A film that is its sound where a `soundfile.SoundFile` is asked for: as a
    context, `with film as sound`."""

    def __enter__(self) -> Recording:
        self._sound = Recording(self.path)
        return self._sound

    def __exit__(self, *told: object) -> None:
        self._sound.__exit__(*told)


def read_sound_film(path: Path) -> SoundFilm:
    """A film whose frames and sound can be asked for; raises as `read_film` does."""
    try:
        return SoundFilm(path)
    except av.FFmpegError as error:
        raise ValueError(f"no film: {error.strerror}") from error


def has_sound(path: Path) -> bool:
    """Whether a file has a sound stream, by its headers; not if it can't be read."""
    try:
        with open_container(path) as container:
            return bool(container.streams.audio)
    except (OSError, ValueError, av.FFmpegError):
        return False


DECODERS.update(dict.fromkeys(FILM_SUFFIXES, read_sound_film))
