package dev.redline.change;

import dev.redline.approval.Decision;
import dev.redline.verdict.Finding;
import dev.redline.verdict.Verdict;
import java.util.List;
import java.util.Optional;

/**
 * A phase that changes something: a list of changes, and checks between them. Its methods are the
 * steps of the life cycle of all its changes, called once each and in the order in which they
 * stand; the first one that does not pass ends the phase. Those up to {@link #approval} touch
 * nothing. Whatever was kept by {@link #keep} is taken back in this run or a later one by {@link
 * ChangeKind}.
 */
public interface ChangingPhase {

  /** Permission, decisions and the way back, shared with every changing phase. */
  PhaseChange change();

  /** What is to be changed may be changed at all. */
  default Finding mayBeChanged() throws Exception {
    return change().mayBeChanged();
  }

  /** What is there before the change is on record. */
  default Finding recordState() throws Exception {
    return change().recordState();
  }

  /** Looks what would be done, and whether anything stands in the way. Touches nothing. */
  default ChangeRequest request() throws Exception {
    return ChangeRequest.of(this);
  }

  /** Shows what would be changed; nothing stands in the way. */
  default Finding dryRun() throws Exception {
    return change().dryRun(request());
  }

  /**
   * Its changes, in the order in which they are applied; the last one is taken back first. Known
   * from {@link #request} on.
   */
  List<Change> changes();

  /**
   * Why a change is neither kept nor applied; empty if it is. By itself: because an earlier run has
   * applied it.
   */
  default Optional<String> leftAlone(Change change) {
    return change().resumes(change.kept())
        ? Optional.of("applied by an earlier run, and waiting for its commit")
        : Optional.empty();
  }

  /** Nobody else owns what is to be changed. */
  default Finding ownership() throws Exception {
    return new LifeCycle(this).mayApply();
  }

  /** Whether a person decides about the changes on a throwaway server, too. */
  default boolean isAlwaysDecided() {
    return false;
  }

  /** A person has approved the changes, or need not. */
  default Finding approval() throws Exception {
    return change().approval(isAlwaysDecided());
  }

  /** The same, and what cannot be taken back has a decision of its own, on every server. */
  default Finding decided() throws Exception {
    Finding approval = approval();
    return change().lasting(new LifeCycle(this).due()).and(approval);
  }

  /** The way back is on disk, and proven to be. */
  default Finding keep() throws Exception {
    return new LifeCycle(this).keep();
  }

  /** Changes what is stored, until one change fails. */
  default Finding apply() throws Exception {
    return new LifeCycle(this).apply();
  }

  /** What was applied is read back, and would be taken. Touches nothing. */
  default Finding validate() throws Exception {
    return new LifeCycle(this).accepted();
  }

  /** Does what it takes for the changes to be in force, such as a restart. By itself: nothing. */
  default Finding takeEffect() throws Exception {
    return validate();
  }

  /** All that was planned is in force. Touches nothing. */
  default Finding inForce() throws Exception {
    return new LifeCycle(this).inForce();
  }

  /** Nothing but the plan has changed. Touches nothing. */
  default Finding nothingElseChanged() throws Exception {
    return new LifeCycle(this).nothingElseChanged();
  }

  /** Rows and indexes are as they were. */
  default Finding dataIsThere() throws Exception {
    return change().dataIsThere();
  }

  /**
   * What a person decides before the change stays on a server of somebody's; empty where {@link
   * #approval} was for good.
   */
  default Optional<Decision> commitDecision() {
    return Optional.of(Decision.STAYS);
  }

  /**
   * What has come in between, so that nobody is asked whether the change stays; empty: nothing has.
   * Touches nothing.
   */
  default Optional<Verdict> disturbance() {
    return Optional.empty();
  }

  /**
   * Does what is left to do once it is decided that the change stays. By itself: nothing.
   *
   * @return what was decided, and what was found besides; the change stays only if that passes
   */
  default Finding completed(Finding decided) throws Exception {
    return decided;
  }

  /** The change stays: by a person's decision where it takes one. */
  default Finding commit() throws Exception {
    return new LifeCycle(this).commit();
  }
}
