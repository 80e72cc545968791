package dev.loosethread.model.index;

import dev.loosethread.model.facts.Body;
import dev.loosethread.model.facts.Event;
import dev.loosethread.model.facts.Flow.Node;

/**
 * An event and its place in the code of a class.
 *
 * @param body the code it stands in
 * @param node its node in the flow of that code
 */
public record At<E extends Event>(Body body, Node node, E event) {}
