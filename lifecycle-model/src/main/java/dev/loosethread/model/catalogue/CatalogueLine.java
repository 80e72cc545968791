package dev.loosethread.model.catalogue;

/**
 * The place of a fact in a catalogue file.
 *
 * @param file the catalogue's file name
 * @param line 1-based
 * @param type the type the row is about
 */
public record CatalogueLine(String file, int line, String type) {}
