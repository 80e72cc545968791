package dev.loosethread.source;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.util.TreePath;
import com.sun.source.util.Trees;
import dev.loosethread.model.facts.ClassFacts;
import dev.loosethread.model.facts.CompilationView;
import dev.loosethread.model.facts.FieldKey;
import dev.loosethread.model.facts.MethodKey;
import dev.loosethread.model.index.Library;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import javax.lang.model.element.Element;
import javax.lang.model.element.PackageElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.Elements;

/** The other classes of the same compilation, as far as their trees are still there. */
final class SourceCompilationView implements CompilationView {
  private static final int LARGE = 100_000;

  private final SourceFrontEnd frontEnd;
  private final Trees trees;
  private final Elements elements;
  private final SourceHierarchy hierarchy;
  private final ClassTree self;

  SourceCompilationView(
      SourceFrontEnd frontEnd,
      Trees trees,
      Elements elements,
      SourceHierarchy hierarchy,
      ClassTree self) {
    this.frontEnd = frontEnd;
    this.trees = trees;
    this.elements = elements;
    this.hierarchy = hierarchy;
    this.self = self;
  }

  @Override
  public List<ClassFacts> accessesTo(FieldKey field) {
    TypeElement owner = hierarchy.find(field.owner());
    if (owner == null) {
      return List.of();
    }
    PackageElement home = elements.getPackageOf(owner);
    Set<TypeElement> candidates = new LinkedHashSet<>();
    for (Element e : frontEnd.classesIn(home)) {
      if (e instanceof TypeElement type) {
        candidates.add(type);
      }
    }
    addSupertypes(owner, candidates);
    return read(candidates, text -> text.contains(field.name()));
  }

  @Override
  public List<ClassFacts> superclassesOf(String type) {
    Set<TypeElement> candidates = new LinkedHashSet<>();
    TypeElement element = hierarchy.find(type);
    if (element != null) {
      addSupertypes(element, candidates);
    }
    return read(candidates, text -> true);
  }

  @Override
  public Optional<ClassFacts> declaring(String type) {
    TypeElement element = hierarchy.find(type);
    return element == null
        ? Optional.empty()
        : read(Set.of(topLevel(element)), text -> true).stream().findFirst();
  }

  @Override
  public Optional<ClassFacts> ofLibrary(String type) {
    TypeElement element = hierarchy.find(type);
    return element == null || trees.getPath(topLevel(element)) != null
        ? Optional.empty()
        : frontEnd.libraries().ofLibrary(type);
  }

  @Override
  public List<ClassFacts> callersOf(MethodKey method, Set<String> naming) {
    Set<TypeElement> candidates = new LinkedHashSet<>();
    String called = calledName(method);
    for (Element e : frontEnd.classesCalling(called)) {
      if (e instanceof TypeElement type) {
        candidates.add(type);
      }
    }
    return read(candidates, text -> mayCall(text, called, naming));
  }

  /** A constructor is called by the simple name of its class. */
  private static String calledName(MethodKey method) {
    String owner = method.owner();
    return method.name().equals(MethodKey.CONSTRUCTOR) ? Library.simpleName(owner) : method.name();
  }

  private static boolean mayCall(String text, String methodName, Set<String> naming) {
    boolean isWanted =
        naming.isEmpty() ? text.length() <= LARGE : naming.stream().anyMatch(text::contains);
    return isWanted && CallText.mayCall(text, methodName);
  }

  private void addSupertypes(TypeElement type, Set<TypeElement> into) {
    for (String supertype : hierarchy.supertypes(hierarchy.nameOf(type))) {
      TypeElement element = hierarchy.find(supertype);
      if (element != null && element != type) {
        into.add(topLevel(element));
      }
    }
  }

  private static TypeElement topLevel(TypeElement type) {
    TypeElement top = type;
    for (Element e = type; e != null; e = e.getEnclosingElement()) {
      if (e instanceof TypeElement t) {
        top = t;
      }
    }
    return top;
  }

  private List<ClassFacts> read(Set<TypeElement> candidates, Predicate<String> isWanted) {
    List<ClassFacts> facts = new ArrayList<>();
    for (TypeElement candidate : candidates) {
      TreePath path = trees.getPath(candidate);
      if (path != null
          && path.getLeaf() instanceof ClassTree tree
          && tree != self
          && passes(path.getCompilationUnit(), isWanted)
          && frontEnd.canBeRead(candidate)) {
        facts.add(frontEnd.read(path.getCompilationUnit(), tree));
      }
    }
    return facts;
  }

  private static boolean passes(CompilationUnitTree unit, Predicate<String> isWanted) {
    try {
      return isWanted.test(unit.getSourceFile().getCharContent(true).toString());
    } catch (IOException e) {
      // It was readable before and may mention anything.
      return true;
    }
  }
}
