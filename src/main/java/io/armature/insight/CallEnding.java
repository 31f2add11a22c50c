/*
 * Copyright 2026 the Armature authors.
 *
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *     https://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
 */
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
