package dev.loosethread.errorprone;

import com.sun.tools.javac.code.Kinds.Kind;
import com.sun.tools.javac.code.Symbol;
import com.sun.tools.javac.code.Symbol.ClassSymbol;
import com.sun.tools.javac.code.Symbol.PackageSymbol;
import com.sun.tools.javac.code.Symtab;
import com.sun.tools.javac.util.Context;
import dev.loosethread.source.CompiledClasses;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import javax.lang.model.element.PackageElement;
import org.jspecify.annotations.Nullable;

/**
 * The classes that javac has read already. Asked for all classes, a package makes javac compile
 * whatever the source path has in it, needed or not.
 */
final class ClassesRead implements CompiledClasses {
  private final Symtab symbols;
  private @Nullable List<ClassSymbol> ofSources;

  ClassesRead(Context context) {
    symbols = Symtab.instance(context);
  }

  /** In their order. */
  @Override
  public List<Symbol> in(PackageElement home) {
    List<Symbol> classes = new ArrayList<>();
    for (Symbol member : ((PackageSymbol) home).members().getSymbols()) {
      if (member instanceof ClassSymbol && member.isCompleted()) {
        classes.add(member);
      }
    }
    // A scope lists the newest first.
    Collections.reverse(classes);
    return classes;
  }

  /** All classes with a source, by name. Whether they still have a tree is asked later. */
  @Override
  public List<ClassSymbol> calling(String methodName) {
    if (ofSources == null) {
      ofSources = new ArrayList<>();
      for (ClassSymbol type : symbols.getAllClasses()) {
        if (type.isCompleted() && type.owner.kind == Kind.PCK && type.sourcefile != null) {
          ofSources.add(type);
        }
      }
      ofSources.sort(Comparator.comparing(type -> type.flatname.toString()));
    }
    return ofSources;
  }
}
