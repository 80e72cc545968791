package dev.loosethread.bench.operators;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.LambdaExpressionTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.ParenthesizedTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.TypeCastTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreePathScanner;
import com.sun.source.util.Trees;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.lang.model.element.Element;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.Types;

/** One attributed source file, and what operators ask about it. */
public final class SourceUnit {
  private final JavacTask task;
  private final Trees trees;
  private final Types types;
  private final CompilationUnitTree tree;
  private final String text;
  private Map<Element, List<TreePath>> uses;

  /**
   * @param task that has analysed the file
   * @param text of the file, as javac has read it
   */
  public SourceUnit(JavacTask task, CompilationUnitTree tree, String text) {
    this.task = task;
    this.trees = Trees.instance(task);
    this.types = task.getTypes();
    this.tree = tree;
    this.text = text;
  }

  public CompilationUnitTree tree() {
    return tree;
  }

  public Trees trees() {
    return trees;
  }

  public Types types() {
    return types;
  }

  public String text() {
    return text;
  }

  /** The source of a tree; empty if javac has made the tree itself. */
  public String text(Tree part) {
    return isWritten(part) ? text.substring(start(part), end(part)) : "";
  }

  /** Returns whether it stands in the source. */
  public boolean isWritten(Tree part) {
    return start(part) >= 0 && end(part) > start(part);
  }

  /** Offset of its first character, or -1. */
  public int start(Tree part) {
    return (int) trees.getSourcePositions().getStartPosition(tree, part);
  }

  /** Offset behind its last character, or -1. */
  public int end(Tree part) {
    return (int) trees.getSourcePositions().getEndPosition(tree, part);
  }

  /** The line of an offset, counted from 1. */
  public int line(int offset) {
    return (int) tree.getLineMap().getLineNumber(offset);
  }

  /** The lines of a whole tree. */
  public Lines lines(Tree part) {
    return lines(start(part), end(part));
  }

  /** The lines from one offset to the one before another. */
  public Lines lines(int start, int end) {
    return new Lines(line(start), line(Math.max(start, end - 1)));
  }

  /** The lines of a method or class without its body: modifiers, name, parameters. */
  public Lines headerLines(Tree declaration) {
    int start = start(declaration);
    int end = text.indexOf('{', start);
    if (declaration instanceof MethodTree method && method.getBody() != null) {
      end = start(method.getBody());
    }
    return lines(start, end < 0 || end > end(declaration) ? end(declaration) : end);
  }

  /** Takes a part away; its line breaks stay. */
  public Edit blank(Tree part) {
    return blank(start(part), end(part));
  }

  /** Takes a part away; its line breaks stay. */
  public Edit blank(int start, int end) {
    return replace(start, end, "");
  }

  /** Replaces a part by text on one line; the line breaks of the part follow it. */
  public Edit replace(Tree part, String by) {
    return replace(start(part), end(part), by);
  }

  /** Replaces a part by text on one line; the line breaks of the part follow it. */
  public Edit replace(int start, int end, String by) {
    StringBuilder breaks = new StringBuilder();
    for (int i = start; i < end; i++) {
      if (text.charAt(i) == '\n' || text.charAt(i) == '\r') {
        breaks.append(text.charAt(i));
      }
    }
    return new Edit(start, end, by + breaks);
  }

  /** Its type; one of kind NONE if there is none. */
  public TypeMirror type(TreePath path) {
    TypeMirror type = trees.getTypeMirror(path);
    return type == null ? types.getNoType(TypeKind.NONE) : type;
  }

  /** The same for a tree of this unit. */
  public TypeMirror type(Tree part) {
    return type(leaf(part));
  }

  /** Returns what it declares or refers to; null if nothing. */
  public Element element(Tree part) {
    return trees.getElement(leaf(part));
  }

  /** Short of the way to it: javac keeps symbols and types in the trees themselves. */
  private TreePath leaf(Tree part) {
    return new TreePath(new TreePath(tree), part);
  }

  /**
   * Returns where it is. It is looked for from the root, so a scanner's own path is to be
   * preferred.
   */
  public TreePath path(Tree part) {
    return trees.getPath(tree, part);
  }

  /**
   * Returns whether values of the type are instances of a class.
   *
   * @param className canonical; of a class that need not be on the class path
   */
  public boolean isSubtype(TypeMirror type, String className) {
    if (type == null
        || (type.getKind() != TypeKind.DECLARED && type.getKind() != TypeKind.TYPEVAR)) {
      return false;
    }
    TypeElement wanted = task.getElements().getTypeElement(className);
    return wanted != null && types.isSubtype(types.erasure(type), types.erasure(wanted.asType()));
  }

  /** The same for any of several. */
  public boolean isSubtypeOfAny(TypeMirror type, Iterable<String> classNames) {
    for (String name : classNames) {
      if (isSubtype(type, name)) {
        return true;
      }
    }
    return false;
  }

  /**
   * The variable that an expression names: {@code x}, {@code this.x}, {@code Type.x}, also in
   * parentheses or cast.
   */
  public Optional<VariableElement> variable(ExpressionTree expression) {
    Tree plain = expression;
    while (true) {
      if (plain instanceof ParenthesizedTree inner) {
        plain = inner.getExpression();
      } else if (plain instanceof TypeCastTree cast) {
        plain = cast.getExpression();
      } else {
        break;
      }
    }
    if (!(plain instanceof IdentifierTree) && !(plain instanceof MemberSelectTree)) {
      return Optional.empty();
    }
    return element(plain) instanceof VariableElement variable
        ? Optional.of(variable)
        : Optional.empty();
  }

  /**
   * Returns where this file refers to a variable or method, its declaration left out, in the order
   * of the source. Each path ends at an identifier, a member selection or a method reference.
   */
  public List<TreePath> uses(Element element) {
    if (uses == null) {
      uses = new HashMap<>();
      new TreePathScanner<Void, Void>() {
        @Override
        public Void visitIdentifier(IdentifierTree node, Void unused) {
          add();
          return super.visitIdentifier(node, null);
        }

        @Override
        public Void visitMemberSelect(MemberSelectTree node, Void unused) {
          add();
          return super.visitMemberSelect(node, null);
        }

        @Override
        public Void visitMemberReference(
            com.sun.source.tree.MemberReferenceTree node, Void unused) {
          add();
          return super.visitMemberReference(node, null);
        }

        private void add() {
          Element used = trees.getElement(getCurrentPath());
          if (used != null) {
            uses.computeIfAbsent(used, e -> new ArrayList<>()).add(getCurrentPath());
          }
        }
      }.scan(tree, null);
    }
    return uses.getOrDefault(element, List.of());
  }

  /** The method that a part is in, whatever lambda is between; null outside of methods. */
  public static MethodTree enclosingMethod(TreePath path) {
    for (TreePath at = path.getParentPath(); at != null; at = at.getParentPath()) {
      if (at.getLeaf() instanceof MethodTree method) {
        return method;
      }
      if (at.getLeaf() instanceof ClassTree) {
        return null;
      }
    }
    return null;
  }

  /** The nearest method or lambda that a part is in; null outside of both. */
  public static Tree enclosingCode(TreePath path) {
    for (TreePath at = path.getParentPath(); at != null; at = at.getParentPath()) {
      if (at.getLeaf() instanceof MethodTree || at.getLeaf() instanceof LambdaExpressionTree) {
        return at.getLeaf();
      }
      if (at.getLeaf() instanceof ClassTree) {
        return null;
      }
    }
    return null;
  }

  /** The nearest class that a part is in. */
  public static ClassTree enclosingClass(TreePath path) {
    for (TreePath at = path.getParentPath(); at != null; at = at.getParentPath()) {
      if (at.getLeaf() instanceof ClassTree type) {
        return type;
      }
    }
    return null;
  }
}
