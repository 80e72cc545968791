package dev.loosethread.bench.operators;

import com.sun.source.tree.MethodTree;
import com.sun.source.util.TreePath;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.VariableElement;

/**
 * A place that ends what a variable holds.
 *
 * @param variable a field, local or parameter
 * @param isOfElement whether it ends an element of the variable's value, not that itself
 * @param path of the call, the method reference or the resource
 * @param method that it is in, whatever lambda is between; null outside of methods
 */
record Release(
    Kind kind, VariableElement variable, boolean isOfElement, TreePath path, MethodTree method) {
  enum Kind {
    /** A call of the object's own method. */
    CALL,
    /** A call that gets the object as an argument. */
    HELPER,
    /** A reference to the object's own method. */
    REFERENCE,
    /** A try statement's resource. */
    RESOURCE,
    /** A call that may end it, to go by its name. */
    UNSURE
  }

  /** Returns whether one can take it away. */
  boolean isCertain() {
    return kind != Kind.RESOURCE && kind != Kind.UNSURE;
  }

  boolean isOfField() {
    return variable.getKind() == ElementKind.FIELD;
  }
}
