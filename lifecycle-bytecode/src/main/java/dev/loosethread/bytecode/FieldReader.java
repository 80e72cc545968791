package dev.loosethread.bytecode;

import dev.loosethread.model.facts.Body;
import dev.loosethread.model.facts.Event;
import dev.loosethread.model.facts.FieldFacts;
import dev.loosethread.model.facts.FieldKey;
import dev.loosethread.model.facts.Flow;
import dev.loosethread.model.facts.Value;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.FieldNode;

/** Reads how fields are declared. */
final class FieldReader {
  /** Where each field is assigned first: a class file does not say where it is declared. */
  private final Map<FieldKey, Integer> lines = new HashMap<>();

  FieldReader(List<Body> bodies) {
    bodies.forEach(this::noteLines);
  }

  private void noteLines(Body body) {
    boolean isInitializer =
        body.kind() == Body.Kind.INITIALIZER || body.kind() == Body.Kind.STATIC_INITIALIZER;
    for (Flow.Node node : body.flow().nodes()) {
      if (node.event() instanceof Event.Assign assign
          && assign.target() instanceof Value.Field field
          && (isInitializer || lines.getOrDefault(field.key(), 0) == 0)) {
        lines.put(field.key(), assign.site().line());
      }
    }
  }

  /** Returns the fields of a class that the source contains. */
  List<FieldFacts> fields(ClassNode type) {
    String owner = ClassFileNames.dotted(type.name);
    return type.fields.stream()
        .filter(field -> (field.access & Opcodes.ACC_SYNTHETIC) == 0)
        .map(field -> read(owner, field))
        .toList();
  }

  private FieldFacts read(String owner, FieldNode field) {
    FieldKey key = new FieldKey(owner, field.name);
    int line = lines.getOrDefault(key, 0);
    return new FieldFacts(
        key,
        ClassFileNames.ofDescriptor(field.desc),
        AccessFlags.ofField(field.access),
        ClassFileNames.annotations(field.visibleAnnotations, field.invisibleAnnotations),
        new BytecodeSite(owner, field.name, field.desc, line, "field"));
  }
}
