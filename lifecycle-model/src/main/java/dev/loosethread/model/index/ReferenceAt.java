package dev.loosethread.model.index;

import dev.loosethread.model.facts.Body;
import dev.loosethread.model.facts.Flow.Node;
import dev.loosethread.model.facts.Value;

/**
 * A use of a method reference and its place in the code of a class.
 *
 * @param value the reference, or a choice that may contain one
 */
public record ReferenceAt(Body body, Node node, Value value) {}
