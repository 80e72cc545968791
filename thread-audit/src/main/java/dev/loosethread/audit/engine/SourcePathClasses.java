package dev.loosethread.audit.engine;

import dev.loosethread.source.CompiledClasses;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import javax.lang.model.element.Element;
import javax.lang.model.element.PackageElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.Elements;

/** The classes of a source set, which javac reads from the source path when they are asked for. */
final class SourcePathClasses implements CompiledClasses {
  private final CallerFiles callers;
  private final Elements elements;

  SourcePathClasses(CallerFiles callers, Elements elements) {
    this.callers = callers;
    this.elements = elements;
  }

  @Override
  public Collection<? extends Element> in(PackageElement home) {
    return home.getEnclosedElements();
  }

  @Override
  public List<TypeElement> calling(String methodName) {
    return callers.calling(methodName).stream()
        .map(elements::getTypeElement)
        .filter(Objects::nonNull)
        .toList();
  }
}
