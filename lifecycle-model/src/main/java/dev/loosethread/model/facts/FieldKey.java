package dev.loosethread.model.facts;

/**
 * Names one field.
 *
 * @param owner binary name of the declaring class
 * @param name the field's name
 */
public record FieldKey(String owner, String name) {
  @Override
  public String toString() {
    return owner + "." + name;
  }
}
