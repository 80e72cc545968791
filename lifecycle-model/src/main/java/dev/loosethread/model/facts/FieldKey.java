package dev.loosethread.model.facts;

/**
 * The name of one field.
 *
 * @param owner binary name of the declaring class
 * @param name the field's name
 */
public record FieldKey(String owner, String name) {
  /**
   * Does what the record's own method does, which goes through method handles: these are slow to
   * link, and every compilation links them anew. The same holds for other facts that are compared.
   */
  @Override
  public boolean equals(Object other) {
    return other instanceof FieldKey key && owner.equals(key.owner) && name.equals(key.name);
  }

  @Override
  public int hashCode() {
    return 31 * owner.hashCode() + name.hashCode();
  }

  @Override
  public String toString() {
    return owner + "." + name;
  }
}
