"""What plans will need of this machine, before anything is trained."""
