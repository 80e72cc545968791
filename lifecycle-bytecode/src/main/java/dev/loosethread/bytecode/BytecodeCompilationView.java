package dev.loosethread.bytecode;

import dev.loosethread.model.facts.ClassFacts;
import dev.loosethread.model.facts.CompilationView;
import dev.loosethread.model.facts.FieldKey;
import dev.loosethread.model.facts.MethodKey;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The other classes of the application, which are analysed together with a class. */
final class BytecodeCompilationView implements CompilationView {
  private final BytecodeFrontEnd frontEnd;
  private final BytecodeHierarchy hierarchy;
  private final String self;

  BytecodeCompilationView(BytecodeFrontEnd frontEnd, BytecodeHierarchy hierarchy, String self) {
    this.frontEnd = frontEnd;
    this.hierarchy = hierarchy;
    this.self = self;
  }

  @Override
  public List<ClassFacts> accessesTo(FieldKey field) {
    Set<String> candidates = new LinkedHashSet<>();
    for (String type : frontEnd.index().having(field.name())) {
      if (frontEnd
          .index()
          .has(type, p -> p.hasField((owner, name, descriptor) -> name.equals(field.name())))) {
        candidates.add(frontEnd.topLevelOf(type));
      }
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

  @Override
  public Optional<ClassFacts> ofLibrary(String type) {
    return frontEnd.ofLibrary(type);
  }

  /** The constant pools tell exactly which classes call it. */
  @Override
  public List<ClassFacts> callersOf(MethodKey method, Set<String> naming) {
    Set<String> candidates = new LinkedHashSet<>();
    for (String type : frontEnd.index().having(method.name())) {
      if (frontEnd
          .index()
          .has(
              type,
              pool ->
                  pool.hasMethod(
                      (owner, name, descriptor) ->
                          name.equals(method.name()) && isRelated(owner, method.owner())))) {
        candidates.add(frontEnd.topLevelOf(type));
      }
    }
    return read(candidates);
  }

  private boolean isRelated(String type, String other) {
    return hierarchy.isSubtype(type, other) || hierarchy.isSubtype(other, type);
  }

  private List<ClassFacts> read(Set<String> topLevelClasses) {
    List<ClassFacts> facts = new ArrayList<>();
    for (String type : topLevelClasses) {
      if (!type.equals(self) && frontEnd.application().contains(type)) {
        frontEnd.read(type).ifPresent(facts::add);
      }
    }
    return facts;
  }
}
