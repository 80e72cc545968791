package dev.loosethread.fixes.text;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.TreePath;
import dev.loosethread.model.facts.TypeFacts;
import java.util.List;
import javax.lang.model.element.Modifier;
import org.jspecify.annotations.Nullable;

/**
 * A private method with one parameter that fixes call, declared once in a class. If the class or
 * one around it has a method that does the same, that one is called.
 */
public abstract class HelperMethod {
  private static final CodeTemplate CALL = CodeTemplate.of("${method}(${argument})");

  private final TypeFacts type;
  private final ClassTree tree;
  private final String name;
  private final boolean isDeclared;
  private boolean isUsed;

  /**
   * @param wanted the name, unless another method of the class has it
   */
  HelperMethod(String wanted, TypeFacts type, ClassTree tree, SourceEdit edit) {
    this.type = type;
    this.tree = tree;
    String existing = existing(edit.path(tree));
    this.isDeclared = existing != null;
    this.name = existing == null ? freeName(wanted) : existing;
  }

  /** Returns the name of a method that can be called from the class and does the same, or null. */
  private @Nullable String existing(@Nullable TreePath place) {
    for (TreePath p = place; p != null; p = p.getParentPath()) {
      if (!(p.getLeaf() instanceof ClassTree holder)) {
        continue;
      }
      for (Tree member : holder.getMembers()) {
        if (member instanceof MethodTree method
            && isOurs(method)
            && (holder == tree || isStatic(method))
            && (holder == tree || method(method.getName().toString()) == null)) {
          return method.getName().toString();
        }
      }
    }
    return null;
  }

  private static boolean isStatic(MethodTree method) {
    return method.getModifiers().getFlags().contains(Modifier.STATIC);
  }

  private String freeName(String wanted) {
    String free = wanted;
    for (int i = 2; method(free) != null; i++) {
      free = wanted + i;
    }
    return free;
  }

  private @Nullable MethodTree method(String wanted) {
    for (Tree member : tree.getMembers()) {
      if (member instanceof MethodTree m && m.getName().contentEquals(wanted)) {
        return m;
      }
    }
    return null;
  }

  private boolean isOurs(MethodTree method) {
    List<? extends VariableTree> parameters = method.getParameters();
    return parameters.size() == 1
        && method.getBody() != null
        && method.getReturnType() != null
        && method.getThrows().isEmpty()
        && isOurs(
            parameters.get(0).getType().toString(),
            parameters.get(0).getName().toString(),
            method.getBody().toString());
  }

  /** Returns true if a method with this parameter and body does what ours does. */
  abstract boolean isOurs(String parameterType, String parameter, String body);

  /**
   * Returns the declaration, with placeholders for the {@code modifiers}, {@code name} and {@code
   * exception}.
   */
  abstract CodeTemplate declaration();

  /** Returns a call of a library that the file uses and that does the same; null if none does. */
  @Nullable String libraryCall(String argument, SourceEdit edit) {
    return null;
  }

  /** Returns a call, and has the method declared that it needs. */
  public final String call(String argument, SourceEdit edit) {
    String library = isDeclared ? null : libraryCall(argument, edit);
    if (library != null) {
      return library;
    }
    isUsed = true;
    return CALL.with("method", name).with("argument", argument).line(edit);
  }

  /** Adds the method at the end of the class if it is used and not there yet. */
  public final void declare(SourceEdit edit) {
    if (!isUsed || isDeclared) {
      return;
    }
    // Inner classes cannot have static methods before Java 16.
    String modifiers =
        type.isInner() || type.kind() == TypeFacts.Kind.LOCAL ? "private" : "private static";
    Code code =
        declaration()
            .with("modifiers", modifiers)
            .with("name", name)
            .with("exception", VariableNames.usualException(edit.state()))
            .code(edit);
    ClassMembers.append(tree, code, edit);
  }
}
