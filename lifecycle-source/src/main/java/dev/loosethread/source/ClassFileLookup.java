package dev.loosethread.source;

import java.util.Optional;
import javax.lang.model.element.Element;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.Elements;
import javax.tools.JavaFileObject;
import org.jspecify.annotations.Nullable;

/** Tells from which class file javac has read a type. */
final class ClassFileLookup {
  private final Elements elements;

  ClassFileLookup(Elements elements) {
    this.elements = elements;
  }

  /**
   * Returns the class file of a type, which may be a nested one; empty if javac has not read the
   * type from one, or does not tell.
   */
  Optional<JavaFileObject> of(TypeElement type) {
    return Optional.ofNullable(file(type))
        .filter(file -> file.getKind() == JavaFileObject.Kind.CLASS);
  }

  /**
   * The public API tells it from JDK 18 on. Before, javac's symbol does, if the build exports its
   * package, as it does for Error Prone.
   */
  private @Nullable JavaFileObject file(TypeElement type) {
    try {
      Object file =
          Runtime.version().feature() >= 18
              ? Elements.class.getMethod("getFileObjectOf", Element.class).invoke(elements, type)
              : type.getClass().getField("classfile").get(type);
      return (JavaFileObject) file;
    } catch (ReflectiveOperationException e) {
      return null;
    }
  }
}
