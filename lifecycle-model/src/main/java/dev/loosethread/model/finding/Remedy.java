package dev.loosethread.model.finding;

import dev.loosethread.model.facts.FieldKey;
import dev.loosethread.model.facts.Site;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * The fix of a finding, in terms of facts. A rule offers one only if the facts prove its
 * preconditions; an engine may still decline (a name it cannot declare, code without source).
 */
public sealed interface Remedy {

  /**
   * No mechanical remedy.
   *
   * @param why what keeps a fix from being safe, in a few words
   */
  record None(String why) implements Remedy {}

  /** Make the loop's condition {@code !Thread.currentThread().isInterrupted()}. */
  record CheckInterruption(Site loop) implements Remedy {}

  /**
   * Restore the interrupt in the handler and leave the loop.
   *
   * @param catchClause the handler that continues
   * @param loop the loop that it continues
   * @param separateCatch whether a wider type is caught, so that a separate catch clause for
   *     InterruptedException has to come first
   * @param restoresAlready whether the handler already re-interrupts, so only the exit is missing
   * @param codeAfterLoop whether code after the loop must still run: leave with break, not return
   */
  record LeaveOnInterrupt(
      Site catchClause,
      Site loop,
      boolean separateCatch,
      boolean restoresAlready,
      boolean codeAfterLoop)
      implements Remedy {}

  /** Restore the interrupt status in the handler, for the loop that calls its method. */
  record RestoreInterrupt(Site catchClause) implements Remedy {}

  /**
   * Note an interrupt in the handler and restore the status once the loop has ended.
   *
   * @param catchClause the handler that restores it too early
   */
  record RestoreAfterLoop(Site catchClause, Site loop) implements Remedy {}

  /**
   * How an owner is released.
   *
   * @param call the method call that releases it, such as {@code stop(0)}, for {@link
   *     Release#CALL}; else "", also where the field's type has no such method
   * @param interruptFirst whether a task in it loops forever, so that only an interrupt ends it
   * @param await whether the end method can wait for the threads; it cannot if they may need a lock
   *     that it holds
   */
  record ReleaseAction(Release release, String call, boolean interruptFirst, boolean await) {}

  /**
   * Where an object releases what it owns.
   *
   * @param method body id of the end method; empty when the class has none
   * @param inherited the name of the end method to override where the class has none; "" if it
   *     inherits none either
   * @param after what the end method must have done before, since the owner's tasks depend on it
   * @param users the fields whose objects use the owner and so are released before it
   */
  record EndPlace(OptionalInt method, String inherited, List<Site> after, Set<FieldKey> users) {
    public EndPlace {
      after = List.copyOf(after);
      users = Set.copyOf(users);
    }

    /** Returns whether the class has no such method, and inherits none. */
    public boolean isNew() {
      return method.isEmpty() && inherited.isEmpty();
    }

    /** Returns a place for an owner that nothing else in the class uses. */
    public static EndPlace anywhere(OptionalInt method, String inherited) {
      return new EndPlace(method, inherited, List.of(), Set.of());
    }
  }

  /**
   * Release the owner that a field holds.
   *
   * @param mayBeNull whether the field can be null when the end method runs
   * @param conditional whether only some assignments create it and others hand in a foreign one
   * @param creations the creating expressions (of which a conditional owner takes note)
   * @param renewal where a start creates it instead of the field's initializer, so that the object
   *     can start again
   */
  record ReleaseField(
      FieldKey field,
      ReleaseAction action,
      EndPlace place,
      boolean mayBeNull,
      boolean conditional,
      List<Site> creations,
      Optional<Renewal> renewal)
      implements Remedy {
    public ReleaseField {
      creations = List.copyOf(creations);
    }
  }

  /**
   * Creates an owner anew at each start.
   *
   * @param start body id of the only method that uses it
   * @param use the first use
   */
  record Renewal(int start, Site use) {}

  /**
   * Keep an owner, that a local variable or a temporary holds, in a new field and release it.
   *
   * @param type the binary name of the type the field should have
   * @param value the creating expression
   * @param ownerClass the class that gets the field
   * @param times how often it runs
   */
  record KeepInField(
      String type, Site value, String ownerClass, Times times, ReleaseAction action, EndPlace place)
      implements Remedy {}

  /** How often an object creates an owner. */
  enum Times {
    /** Each object does so once while it is constructed. */
    IN_EVERY_OBJECT,
    /** Once for each object, or once for each start. */
    ONCE,
    /** Any number of times; a collection keeps them all. */
    OFTEN
  }

  /**
   * Shut down all executors that a map keeps.
   *
   * @param endMethod body id of the end method, which empties the map
   */
  record ShutDownValues(FieldKey map, int endMethod) implements Remedy {}

  /**
   * Call the overridden method at the end of an end method.
   *
   * @param endMethod body id of the end method, which returns nothing
   * @param inFinally whether the code before may throw, so that the call belongs in a finally block
   */
  record CallSuper(int endMethod, boolean inFinally) implements Remedy {}

  /**
   * Call {@code shutdownNow()} where {@code shutdown()} is called.
   *
   * @param calls the calls of {@code shutdown()}
   */
  record InterruptOnShutdown(List<Site> calls) implements Remedy {
    public InterruptOnShutdown {
      calls = List.copyOf(calls);
    }
  }

  /** The ways to release an owner. */
  enum Release {
    /** shutdown, bounded await, shutdownNow, bounded await, interrupt restored. */
    TWO_PHASE_SHUTDOWN,
    /** {@code cancel()} of a timer. */
    CANCEL,
    /** {@code cancel} of a future, which interrupts only if {@code interruptFirst} says so. */
    CANCEL_FUTURE,
    /** interrupt and bounded join of a thread. */
    INTERRUPT,
    /** A call that the catalogue names. */
    CALL
  }

  /**
   * Allow only the first call of a start method.
   *
   * @param start body id of the start method
   * @param ends body ids of the end methods that undo it, which reset the guard
   * @param startCanFail whether code of the start method may throw, which must reset the guard
   */
  record AddStartGuard(int start, List<Integer> ends, boolean startCanFail) implements Remedy {
    public AddStartGuard {
      ends = List.copyOf(ends);
    }
  }

  /**
   * Make a check-then-act guard atomic: in one step if nothing comes between the two, else under
   * the lock of the object.
   *
   * @param flag the boolean or AtomicBoolean field
   * @param start body id of the start method
   * @param check the test of the flag
   * @param set the assignment (or {@code set} call) that follows
   * @param startedValue the value of the flag that means started
   * @param whyNoLock why the start method cannot be synchronized; empty if it can
   */
  record AtomicGuard(
      FieldKey flag,
      int start,
      Site check,
      Site set,
      boolean startedValue,
      Optional<String> whyNoLock)
      implements Remedy {}

  /**
   * Reset a start guard at the end of an end method.
   *
   * @param action what follows the flag's name in the statement: {@code .set(false)}, {@code =
   *     false}
   * @param endMethod body id of the end method
   */
  record ResetGuard(FieldKey flag, String action, int endMethod) implements Remedy {}

  /** Declare a flag volatile. */
  record MakeVolatile(FieldKey flag) implements Remedy {}

  /**
   * Give a flag its ending value in an end method, and make it volatile if it is not.
   *
   * @param value the value at which the loop that polls it ends
   * @param endMethod body id of the end method
   */
  record ChangeFlag(FieldKey flag, boolean value, int endMethod) implements Remedy {}

  /**
   * Cancel a future first thing in a handler.
   *
   * @param future the name of the local variable
   */
  record CancelInHandler(Site catchClause, String future) implements Remedy {}

  /**
   * Catch and log what a task throws.
   *
   * @param call the call that gets the task
   * @param argument the task's index among its arguments
   * @param body body id of the task's code; empty for a reference to another class's method
   * @param isCalledDirectly whether other code of the class calls that code too
   */
  record CatchInTask(Site call, int argument, OptionalInt body, boolean isCalledDirectly)
      implements Remedy {}

  /**
   * Catch and log what the work on one item throws, inside the loop.
   *
   * @param work the expression that may throw, in a statement of the loop's block
   * @param isThrownOn whether a handler inside the loop throws what it caught on
   * @param isOnly whether nothing else in the loop may end it in the same way
   */
  record CatchInLoop(Site work, Site loop, boolean isThrownOn, boolean isOnly) implements Remedy {}

  /**
   * Add a timeout to a wait.
   *
   * @param arguments the arguments that bound it, as source text in which <code>${type}</code>
   *     stands for the name of a type
   */
  record BoundWait(Site call, String arguments) implements Remedy {}

  /** Make a {@code shutdown()} wait for the tasks, bounded, in a helper method of the type. */
  record AwaitTermination(Site call, String type) implements Remedy {}

  /**
   * Return from a lambda immediately under a condition.
   *
   * @param condition as source text
   */
  record CheckFlagFirst(int lambda, String condition) implements Remedy {}

  /**
   * Release an owner that a local variable holds in a finally block.
   *
   * @param creation the creating expression, which initialises the variable
   * @param call the method call that releases it, such as {@code shutdown()}
   */
  record ReleaseInFinally(Site creation, String call) implements Remedy {}

  /**
   * Release the value of a field before another is assigned.
   *
   * @param field the field, which is written without a receiver or with {@code this}
   * @param assignment the expression that assigns it
   * @param call the method call that releases it, such as {@code shutdown()}
   * @param mayBeNull whether the field can be null there
   */
  record ReleaseBefore(FieldKey field, Site assignment, String call, boolean mayBeNull)
      implements Remedy {}

  /**
   * Undo a start if the rest of its block throws.
   *
   * @param started the expression after whose statement the try block begins
   */
  record UndoOnFailure(Site started, Undo undo) implements Remedy {}

  /**
   * A statement that undoes something.
   *
   * @param action what follows the field's name in it: {@code .interrupt()}, {@code = false}
   */
  record Undo(FieldKey field, String action) {}

  /**
   * Move the last statement of a block into a finally block, and the statements before it into the
   * try block.
   *
   * @param call the call that is the whole statement
   * @param after the expression after whose statement the try block begins; else it begins with the
   *     block
   */
  record MoveToFinally(Site call, Optional<Site> after) implements Remedy {}
}
