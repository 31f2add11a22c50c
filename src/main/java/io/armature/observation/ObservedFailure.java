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
package io.armature.observation;

/**
 * Stands for a failure in an observation. Traces show the text, the causes and the stack of what they are given, and the
 * texts of DynamoDB and of applications may hold values of items. So this names the type, and nothing else.
 */
final class ObservedFailure extends RuntimeException {

    private static final long serialVersionUID = 1L;

    ObservedFailure(Throwable failure) {
        super(failure.getClass().getName(), null, false, false);
    }

    ObservedFailure(CallOutcome outcome, Throwable failure) {
        super(outcome.text() + ": " + failure.getClass().getName(), null, false, false);
    }
}
