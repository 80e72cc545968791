package dev.loosethread.fixes.text;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import dev.loosethread.model.facts.TypeFacts;
import org.jspecify.annotations.Nullable;

/** A private method with one parameter that fixes call, declared once in a class. */
public abstract class HelperMethod {
  private final TypeFacts type;
  private final ClassTree tree;
  private final String name;
  private final boolean isDeclared;
  private boolean isUsed;

  /**
   * @param wanted the name, unless another method of the class has it
   */
  HelperMethod(String wanted, TypeFacts type, ClassTree tree) {
    this.type = type;
    this.tree = tree;
    String free = wanted;
    boolean declared = false;
    for (int i = 2; !declared; i++) {
      MethodTree existing = method(free);
      if (existing == null) {
        break;
      }
      declared = isOurs(existing);
      if (!declared) {
        free = wanted + i;
      }
    }
    this.name = free;
    this.isDeclared = declared;
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
    return method.getParameters().size() == 1
        && method.getBody() != null
        && isOurs(method.getParameters().get(0).getType(), method.getBody().toString());
  }

  /** Returns true if a method with this parameter type and body is what an earlier fix added. */
  abstract boolean isOurs(Tree parameterType, String body);

  /** Returns the declaration, with placeholders for the {@code modifiers} and the {@code name}. */
  abstract CodeTemplate declaration();

  /** Returns the name to call the method by, and has it declared. */
  public final String use() {
    isUsed = true;
    return name;
  }

  /** Adds the method at the end of the class if it is used and not there yet. */
  public final void declare(SourceEdit edit) {
    if (!isUsed || isDeclared) {
      return;
    }
    // Inner classes cannot have static methods before Java 16.
    String modifiers =
        type.isInner() || type.kind() == TypeFacts.Kind.LOCAL ? "private" : "private static";
    Code code = declaration().with("modifiers", modifiers).with("name", name).code(edit);
    ClassMembers.append(tree, code, edit);
  }
}
