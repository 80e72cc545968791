package dev.loosethread.spotbugs;

import dev.loosethread.model.facts.Event;
import dev.loosethread.model.facts.MethodKey;
import dev.loosethread.model.facts.Value;
import edu.umd.cs.findbugs.ba.SignatureParser;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import org.apache.bcel.generic.Type;

/** Names byte code's methods the way the catalogue names them. */
final class Calls {
  private Calls() {}

  static MethodKey key(String dottedOwner, String name, String signature) {
    List<String> parameters = new ArrayList<>();
    for (String parameter : new SignatureParser(signature).getArguments()) {
      parameters.add(typeName(parameter));
    }
    return new MethodKey(dottedOwner, name, parameters);
  }

  /** Binary name of a field descriptor's type. */
  static String typeName(String descriptor) {
    return Type.getType(descriptor).toString();
  }

  /** A call of which only the method counts. */
  static Event.Call call(MethodKey method, String signature, boolean isStatic) {
    boolean isNew = method.isConstructor();
    return new Event.Call(
        0,
        method,
        Value.UNKNOWN,
        Collections.nCopies(method.parameters().size(), Value.UNKNOWN),
        isNew ? method.owner() : typeName(new SignatureParser(signature).getReturnTypeSignature()),
        isStatic,
        OptionalInt.empty(),
        isNew ? method.owner() : "",
        false,
        false,
        Set.of(),
        () -> 0);
  }
}
