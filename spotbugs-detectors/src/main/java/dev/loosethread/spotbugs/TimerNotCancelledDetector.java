package dev.loosethread.spotbugs;

import dev.loosethread.model.catalogue.Catalogue;
import dev.loosethread.model.catalogue.Catalogues;
import dev.loosethread.model.catalogue.OwnerKind;
import dev.loosethread.model.facts.MethodKey;
import dev.loosethread.model.facts.TypeHierarchy;
import edu.umd.cs.findbugs.BugInstance;
import edu.umd.cs.findbugs.BugReporter;
import edu.umd.cs.findbugs.OpcodeStack;
import edu.umd.cs.findbugs.OpcodeStack.CustomUserValue;
import edu.umd.cs.findbugs.Priorities;
import edu.umd.cs.findbugs.SourceLineAnnotation;
import edu.umd.cs.findbugs.ba.ClassContext;
import edu.umd.cs.findbugs.ba.SignatureParser;
import edu.umd.cs.findbugs.ba.XField;
import edu.umd.cs.findbugs.bcel.OpcodeStackDetector;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.bcel.Const;
import org.apache.bcel.classfile.Code;
import org.apache.bcel.classfile.InnerClass;
import org.apache.bcel.classfile.InnerClasses;

/**
 * Reports private instance fields that keep a timer created by their class when nothing in the
 * top-level class cancels it. Silent as soon as the timer may be somebody else's: passed on,
 * returned, captured, kept elsewhere too.
 */
@CustomUserValue
public final class TimerNotCancelledDetector extends OpcodeStackDetector {
  static final String TYPE = "LT_TIMER_NOT_CANCELLED";

  /** Marks a value on the operand stack as an owner that this class has just created. */
  private static final Object CREATED = "created";

  private final BugReporter reporter;
  private final Catalogue catalogue = Catalogues.builtIn();
  private final TypeHierarchy hierarchy = new ClassFileHierarchy();
  private final Map<String, OwnerFields> ownerFields = new HashMap<>();
  private OwnerFields current;
  private boolean creates;

  public TimerNotCancelledDetector(BugReporter reporter) {
    this.reporter = reporter;
  }

  @Override
  public void visitClassContext(ClassContext context) {
    String name = context.getJavaClass().getClassName();
    current = ownerFields.computeIfAbsent(topLevel(name), unused -> new OwnerFields());
    current.visited(name);
    super.visitClassContext(context);
  }

  @Override
  public void visit(InnerClasses nested) {
    for (InnerClass entry : nested.getInnerClasses()) {
      String name =
          getConstantPool()
              .getConstantString(entry.getInnerClassIndex(), Const.CONSTANT_Class)
              .replace('/', '.');
      if (topLevel(name).equals(topLevel(getDottedClassName()))) {
        current.hasNested(name);
      }
    }
  }

  @Override
  public void visit(Code code) {
    creates = false;
    super.visit(code);
  }

  @Override
  public void sawOpcode(int opcode) {
    creates = false;
    switch (opcode) {
      case Const.PUTFIELD -> putField();
      case Const.PUTSTATIC, Const.ARETURN, Const.AASTORE, Const.ASTORE -> store(opcode);
      case Const.ASTORE_0, Const.ASTORE_1, Const.ASTORE_2, Const.ASTORE_3 -> store(opcode);
      case Const.INVOKEDYNAMIC -> arguments(null, getSigConstantOperand());
      case Const.INVOKESTATIC, Const.INVOKEVIRTUAL, Const.INVOKEINTERFACE, Const.INVOKESPECIAL ->
          invoke(opcode);
      default -> {
        // Nothing else moves a reference to where it could be released.
      }
    }
  }

  @Override
  public void afterOpcode(int opcode) {
    super.afterOpcode(opcode);
    if (creates && stack.getStackDepth() > 0) {
      stack.getStackItem(0).setUserValue(CREATED);
    }
  }

  private void putField() {
    OpcodeStack.Item value = stack.getStackItem(0);
    XField field = getXFieldOperand();
    if (field == null || value.isNull() || !isTimer(value.getSignature(), field.getSignature())) {
      return;
    }
    if (CREATED.equals(value.getUserValue()) && field.isPrivate() && !field.isStatic()) {
      current.created(field, SourceLineAnnotation.fromVisitedInstruction(this));
    } else {
      current.doesNotLeak(field);
      handOn(value);
    }
  }

  private void store(int opcode) {
    OpcodeStack.Item value = stack.getStackItem(0);
    boolean local = opcode != Const.PUTSTATIC && opcode != Const.ARETURN && opcode != Const.AASTORE;
    // A fresh one in a local variable is on its way to its field; the stack still knows it.
    if (!(local && CREATED.equals(value.getUserValue()))) {
      handOn(value);
    }
  }

  private void invoke(int opcode) {
    MethodKey method =
        Calls.key(
            getDottedClassConstantOperand(), getNameConstantOperand(), getSigConstantOperand());
    arguments(method, getSigConstantOperand());
    boolean isStatic = opcode == Const.INVOKESTATIC;
    if (!isStatic && !method.isConstructor()) {
      OpcodeStack.Item receiver = stack.getStackItem(method.parameters().size());
      if (isTimer(receiver.getSignature())
          && (catalogue.releasesReceiver(method, hierarchy) || !isTimer(descriptor(method)))) {
        handOn(receiver);
      }
    }
    creates =
        catalogue
            .creates(Calls.call(method, getSigConstantOperand(), isStatic), hierarchy)
            .filter(OwnerKind.TIMER::equals)
            .isPresent();
  }

  private static String descriptor(MethodKey method) {
    return "L" + method.owner().replace('.', '/') + ";";
  }

  private void arguments(MethodKey method, String signature) {
    int count = new SignatureParser(signature).getNumParameters();
    for (int i = 0; i < count; i++) {
      if (method == null || !catalogue.borrowsArgument(method, i, hierarchy)) {
        handOn(stack.getStackItem(count - 1 - i));
      }
    }
  }

  /** Somebody else may release the value from here on. */
  private void handOn(OpcodeStack.Item value) {
    if (value.getXField() != null && isTimer(value.getXField().getSignature())) {
      current.doesNotLeak(value.getXField());
    } else if (isTimer(value.getSignature())) {
      current.anyMayBeReleased();
    }
  }

  private boolean isTimer(String... descriptors) {
    for (String descriptor : descriptors) {
      if (descriptor.startsWith("L")) {
        Optional<OwnerKind> kind = catalogue.ownerKind(Calls.typeName(descriptor), hierarchy);
        if (kind.filter(OwnerKind.TIMER::equals).isPresent()) {
          return true;
        }
      }
    }
    return false;
  }

  private static String topLevel(String className) {
    int dollar = className.indexOf('$', className.lastIndexOf('.') + 2);
    return dollar < 0 ? className : className.substring(0, dollar);
  }

  @Override
  public void report() {
    for (OwnerFields fields : ownerFields.values()) {
      fields.leaking().forEach(leak -> report(leak.getKey(), leak.getValue()));
    }
    ownerFields.clear();
  }

  private void report(XField field, SourceLineAnnotation creation) {
    reporter.reportBug(
        new BugInstance(this, TYPE, Priorities.NORMAL_PRIORITY)
            .addClass(field.getClassDescriptor())
            .addField(field)
            .addSourceLine(creation));
  }
}
