"""How the language model is made: sets, network, training, export. Not part of the installed package; needs torch."""
