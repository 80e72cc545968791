package dev.loosethread.bytecode;

import dev.loosethread.model.facts.ClassFacts;
import dev.loosethread.model.facts.FieldKey;
import dev.loosethread.model.facts.Outside;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The other classes of the application. */
final class BytecodeOutside implements Outside {
  private final BytecodeFrontEnd frontEnd;
  private final BytecodeHierarchy hierarchy;
  private final Mentions mentions;
  private final String self;

  BytecodeOutside(
      BytecodeFrontEnd frontEnd, BytecodeHierarchy hierarchy, Mentions mentions, String self) {
    this.frontEnd = frontEnd;
    this.hierarchy = hierarchy;
    this.mentions = mentions;
    this.self = self;
  }

  @Override
  public List<ClassFacts> accessesTo(FieldKey field) {
    Set<String> candidates = new LinkedHashSet<>();
    for (String type : mentions.of(field.name())) {
      candidates.add(frontEnd.topLevelOf(type));
    }
    return read(candidates);
  }

  @Override
  public List<ClassFacts> superclassesOf(String type) {
    Set<String> candidates = new LinkedHashSet<>();
    hierarchy.supertypes(type).stream()
        .filter(t -> !t.equals(type))
        .map(frontEnd::topLevelOf)
        .forEach(candidates::add);
    return read(candidates);
  }

  @Override
  public Optional<ClassFacts> declaring(String type) {
    return read(Set.of(frontEnd.topLevelOf(type))).stream().findFirst();
  }

  private List<ClassFacts> read(Set<String> topLevelClasses) {
    List<ClassFacts> facts = new ArrayList<>();
    for (String type : topLevelClasses) {
      if (!type.equals(self) && mentions.isApplication(type)) {
        frontEnd.read(type).ifPresent(facts::add);
      }
    }
    return facts;
  }

  /** Which classes of the application name which fields, as their constant pools say. */
  static final class Mentions {
    private final ClassFiles files;
    private Map<String, Set<String>> byField;
    private Set<String> application;

    Mentions(ClassFiles files) {
      this.files = files;
    }

    boolean isApplication(String type) {
      if (application == null) {
        application = new LinkedHashSet<>(files.application());
      }
      return application.contains(type);
    }

    Set<String> of(String field) {
      if (byField == null) {
        byField = new HashMap<>();
        for (String type : files.application()) {
          files
              .find(type)
              .flatMap(ConstantPool::of)
              .ifPresent(
                  pool ->
                      pool.fields(
                          (owner, name, descriptor) ->
                              byField.computeIfAbsent(name, n -> new LinkedHashSet<>()).add(type)));
        }
      }
      return byField.getOrDefault(field, Set.of());
    }
  }
}
