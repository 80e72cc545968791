package dev.loosethread.source;

import java.util.Collection;
import java.util.List;
import javax.lang.model.element.Element;
import javax.lang.model.element.PackageElement;

/** The top-level classes that are compiled together, as far as an adapter knows them. */
public interface CompiledClasses {
  /** The classes of a package. */
  Collection<? extends Element> in(PackageElement home);

  /**
   * The classes of all packages whose source may call a method of this name. More may be returned,
   * since the source is looked at afterwards.
   */
  Collection<? extends Element> calling(String methodName);

  /** The classes that javac finds in a package by itself; it cannot be asked for all packages. */
  CompiledClasses OF_PACKAGES =
      new CompiledClasses() {
        @Override
        public Collection<? extends Element> in(PackageElement home) {
          return home.getEnclosedElements();
        }

        @Override
        public Collection<? extends Element> calling(String methodName) {
          return List.of();
        }
      };
}
