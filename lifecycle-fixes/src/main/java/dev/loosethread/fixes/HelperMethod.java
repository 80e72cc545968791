package dev.loosethread.fixes;

import com.google.errorprone.VisitorState;
import com.google.errorprone.fixes.SuggestedFix;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import dev.loosethread.model.facts.TypeFacts;

/** A private method of one parameter that fixes call, declared once in a class. */
abstract class HelperMethod {
  private final TypeFacts type;
  private final ClassTree tree;
  private final SourceText source;
  private final VisitorState state;
  private final String name;
  private final boolean isDeclared;
  private boolean isUsed;

  /**
   * @param wanted the name it has unless another method of the class does
   */
  HelperMethod(
      String wanted, TypeFacts type, ClassTree tree, SourceText source, VisitorState state) {
    this.type = type;
    this.tree = tree;
    this.source = source;
    this.state = state;
    String free = wanted;
    boolean declared = false;
    for (int i = 2; ; i++) {
      MethodTree existing = method(free);
      if (existing == null) {
        break;
      }
      if (existing.getParameters().size() == 1
          && existing.getBody() != null
          && isOurs(existing.getParameters().get(0).getType(), existing.getBody().toString())) {
        declared = true;
        break;
      }
      free = wanted + i;
    }
    this.name = free;
    this.isDeclared = declared;
  }

  private MethodTree method(String wanted) {
    for (Tree member : tree.getMembers()) {
      if (member instanceof MethodTree m && m.getName().contentEquals(wanted)) {
        return m;
      }
    }
    return null;
  }

  /** Whether an earlier fix put the method with this parameter type and body there. */
  abstract boolean isOurs(Tree parameterType, String body);

  /** The parameter list and the body, with tabs for indentation. */
  abstract String code(SuggestedFix.Builder fix);

  /** How the class can name a type; imports it if that is possible. */
  final String name(String type, SuggestedFix.Builder fix) {
    return Imports.name(type, source, state, fix);
  }

  /** The name to call it by. */
  final String methodName() {
    isUsed = true;
    return name;
  }

  /** Adds the method at the end of the class if a call of it was made. */
  final void declareMethod(SuggestedFix.Builder fix) {
    if (!isUsed || isDeclared) {
      return;
    }
    // Static methods of inner classes came with Java 16.
    String modifiers =
        type.isInner() || type.kind() == TypeFacts.Kind.LOCAL ? "private" : "private static";
    Members.append(tree, source, modifiers + " void " + name + code(fix), fix);
  }
}
