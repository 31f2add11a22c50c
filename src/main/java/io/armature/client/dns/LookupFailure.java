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
package io.armature.client.dns;

/** Why a look-up gave no addresses. */
public enum LookupFailure {
    /** The name was not resolved. The JVM does not tell an empty answer from an unknown name or a failing name server. */
    UNKNOWN_HOST,
    /** The look-up answered without addresses. */
    EMPTY,
    /** The look-up took longer than its time. */
    TIMED_OUT,
    /** The look-up failed in another way. */
    ERROR,
    /** The look-up was not done: all threads were taken by look-ups of other names, or the resolver is closed. */
    NOT_DONE
}
