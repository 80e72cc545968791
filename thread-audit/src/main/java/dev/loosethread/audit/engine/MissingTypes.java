package dev.loosethread.audit.engine;

import com.sun.source.tree.AnnotationTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.ImportTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.TreeScanner;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.tools.Diagnostic;
import javax.tools.JavaFileObject;

/**
 * Tells which errors about the types of a file matter: no expression has the type of an annotation,
 * so an annotation that cannot be found leaves all other types as they are. Libraries are often
 * compiled with annotations that their users do not get.
 */
final class MissingTypes {
  private record Range(long start, long end) {
    boolean has(Diagnostic<? extends JavaFileObject> error) {
      return start <= error.getPosition() && error.getPosition() < end;
    }
  }

  private final List<Range> annotations = new ArrayList<>();
  private final List<Range> imports = new ArrayList<>();

  /**
   * @param unit has been attributed
   */
  MissingTypes(CompilationUnitTree unit, SourcePositions positions) {
    Set<String> used = new HashSet<>();
    new TreeScanner<Void, Void>() {
      @Override
      public Void visitAnnotation(AnnotationTree annotation, Void nothing) {
        annotations.add(range(annotation, unit, positions));
        return null;
      }

      @Override
      public Void visitImport(ImportTree tree, Void nothing) {
        return null;
      }

      @Override
      public Void visitIdentifier(IdentifierTree name, Void nothing) {
        used.add(name.getName().toString());
        return null;
      }
    }.scan(unit, null);
    for (ImportTree tree : unit.getImports()) {
      String name = ((MemberSelectTree) tree.getQualifiedIdentifier()).getIdentifier().toString();
      // Members of any name may come from the type of a static import on demand.
      boolean isUsed = name.equals("*") ? tree.isStatic() : used.contains(name);
      if (!isUsed) {
        imports.add(range(tree, unit, positions));
      }
    }
  }

  private static Range range(Tree tree, CompilationUnitTree unit, SourcePositions positions) {
    return new Range(positions.getStartPosition(unit, tree), positions.getEndPosition(unit, tree));
  }

  /** Returns the first of the errors that leaves a type of the code unknown. */
  Optional<Diagnostic<? extends JavaFileObject>> firstOf(
      List<Diagnostic<? extends JavaFileObject>> errors) {
    for (Diagnostic<? extends JavaFileObject> error : errors) {
      if (annotations.stream().noneMatch(range -> range.has(error))
          && imports.stream().noneMatch(range -> range.has(error))) {
        return Optional.of(error);
      }
    }
    return Optional.empty();
  }
}
