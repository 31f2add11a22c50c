package io.armature.insight;

import io.armature.resilience.FailureClassification;
import io.armature.resilience.FailureClassification.Kind;
import io.armature.resilience.Throttling;
import java.util.List;

/**
 * How a call ended.
 *
 * @param failed whether it threw anything
 * @param conditionFailed whether it threw because a condition did not hold
 * @param throttling why it was throttled; empty if it was not
 */
record CallEnding(boolean failed, boolean conditionFailed, List<Throttling> throttling) {

    static final CallEnding ANSWERED = new CallEnding(false, false, List.of());

    static CallEnding of(Throwable failure) {
        FailureClassification found = FailureClassification.of(failure);
        return new CallEnding(true, found.kind() == Kind.CONDITION_FAILED, found.throttling());
    }
}
