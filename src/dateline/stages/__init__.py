"""AMONG articles: stages, Arrow batches in and out. One file, one stage; stages do not know each other."""
