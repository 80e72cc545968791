package dev.loosethread.bytecode;

import dev.loosethread.model.facts.ClassFacts;
import dev.loosethread.model.facts.TypeHierarchy;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.InnerClassNode;

/**
 * Reads class files into facts.
 *
 * <p>Tolerates classes that cannot be found or read, whose content is unknown then. One instance
 * serves one analysis; it is not thread-safe.
 */
public final class BytecodeFrontEnd {
  /** A class is judged together with a few others, but an application may have any number. */
  private static final int MOST_FACTS = 128;

  /** How the names of the JDK's classes begin. */
  private static final List<String> JDK = List.of("java.", "javax.", "jdk.", "sun.", "com.sun.");

  private final CheckedClassFiles files;
  private final ClassDeclarations declarations;
  private final BytecodeHierarchy hierarchy;
  private final Map<String, Optional<ClassFacts>> read = new LruCache<>(MOST_FACTS);
  private final MemberIndex index;
  private @Nullable Set<String> application;

  public BytecodeFrontEnd(ClassFiles files) {
    this.files = new CheckedClassFiles(files);
    this.declarations = new ClassDeclarations(this.files);
    this.hierarchy = new BytecodeHierarchy(declarations);
    this.index = new MemberIndex(this.files);
  }

  /**
   * Returns the facts of one top-level class and what is nested in it; recent ones are kept.
   *
   * @param topLevelClass binary name
   * @return empty if there is no such class file, or if it is no top-level class
   */
  public Optional<ClassFacts> read(String topLevelClass) {
    Optional<ClassFacts> facts = read.get(topLevelClass);
    if (facts == null) {
      Map<String, ClassNode> classes = withNested(topLevelClass);
      facts =
          classes.isEmpty()
              ? Optional.empty()
              : Optional.of(
                  new NestReader(hierarchy, classes)
                      .read(new BytecodeCompilationView(this, hierarchy, topLevelClass)));
      read.put(topLevelClass, facts);
    }
    return facts;
  }

  /**
   * Returns the facts of the top-level class that declares a type, if it is one that the
   * application uses, but neither its own nor one of the JDK's. A class of which a part cannot be
   * read is unknown, since that part may do anything.
   */
  public Optional<ClassFacts> ofLibrary(String type) {
    if (JDK.stream().anyMatch(type::startsWith)) {
      return Optional.empty();
    }
    String topLevelClass = topLevelOf(type);
    return application().contains(topLevelClass) || !isWhole(topLevelClass)
        ? Optional.empty()
        : read(topLevelClass);
  }

  private boolean isWhole(String topLevelClass) {
    return nestedIn(topLevelClass).stream().allMatch(hierarchy::isResolved);
  }

  /**
   * Returns the top-level classes of the application whose class files, those of nested classes
   * included, contain a string that matters. This is cheap: most classes do not concern threads.
   *
   * @param test is asked about all strings of a class
   */
  public Set<String> topLevelClassesMentioning(Predicate<CharSequence> test) {
    Map<String, List<String>> nests = new LinkedHashMap<>();
    for (String type : files.application()) {
      nests.computeIfAbsent(nest(type), n -> new ArrayList<>(2)).add(type);
    }
    Set<String> found = new LinkedHashSet<>();
    StringBuilder words = new StringBuilder();
    for (List<String> nest : nests.values()) {
      words.setLength(0);
      nest.forEach(type -> index.add(type, words));
      if (test.test(words)) {
        nest.forEach(type -> found.add(topLevelOf(type)));
      }
    }
    return found;
  }

  /**
   * Returns the name up to the first {@code $}. Classes of one nest share it; unrelated classes may
   * share it too.
   */
  private static String nest(String type) {
    int nested = type.indexOf('$', type.lastIndexOf('.') + 2);
    return nested < 0 ? type : type.substring(0, nested);
  }

  /**
   * Returns the classes of the application whose class files could not be read, by name, as far as
   * they were needed; {@link #topLevelClassesMentioning} needs all.
   */
  public Map<String, Unreadable> unreadable() {
    return Map.copyOf(files.unreadable());
  }

  /** Returns whether a class itself declares such a method. */
  public boolean declares(String type, String name, String descriptor, int access) {
    return declarations.find(type).stream()
        .flatMap(c -> c.methods.stream())
        .anyMatch(
            m -> m.name.equals(name) && m.desc.equals(descriptor) && (m.access & access) == access);
  }

  /** Returns the binary names of the classes under analysis. */
  public Set<String> application() {
    if (application == null) {
      application = new LinkedHashSet<>(files.application());
    }
    return application;
  }

  public MemberIndex index() {
    return index;
  }

  public TypeHierarchy hierarchy() {
    return hierarchy;
  }

  private Set<String> nestedIn(String topLevelClass) {
    Set<String> names = new LinkedHashSet<>();
    Deque<String> work = new ArrayDeque<>(List.of(topLevelClass));
    while (!work.isEmpty()) {
      String name = work.poll();
      if (names.add(name)) {
        for (InnerClassNode entry :
            declarations.find(name).map(c -> c.innerClasses).orElse(List.of())) {
          if (ClassFileNames.dotted(entry.name).startsWith(topLevelClass + "$")) {
            work.add(ClassFileNames.dotted(entry.name));
          }
        }
      }
    }
    return names;
  }

  /** Returns the name of the top-level class that a class is nested in, or its own. */
  public String topLevelOf(String type) {
    String name = type;
    for (int steps = 0; steps < 20; steps++) {
      String outer = declarations.find(name).map(ClassFileNames::outer).orElse(null);
      if (outer == null) {
        return name;
      }
      name = ClassFileNames.dotted(outer);
    }
    return name;
  }

  private Map<String, ClassNode> withNested(String topLevelClass) {
    Map<String, ClassNode> classes = new LinkedHashMap<>();
    for (String name : nestedIn(topLevelClass)) {
      declarations.withCode(name).ifPresent(c -> classes.put(c.name, c));
    }
    return classes;
  }
}
