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

import org.jspecify.annotations.Nullable;

/** Tells on whose behalf a call is made. Asked on the thread of the call, when it is over. */
@FunctionalInterface
public interface CallerSource {

    /** The work of a thread that is at no known piece of work, in an application where those are known. */
    int NO_WORK = 0;

    /** The work where nobody knows pieces of work. */
    int UNKNOWN_WORK = -1;

    /**
     * Returns the method on whose behalf the current thread calls.
     *
     * @return such as {@code OrderRepository.findByCustomer}, or {@code null} if none is known
     */
    @Nullable
    String method();

    /**
     * Tells pieces of work, such as requests, from one another.
     *
     * @return a number that calls for the same piece of work share, {@link #NO_WORK}, or {@link #UNKNOWN_WORK} if this source
     *     can't tell
     */
    default int work() {
        return UNKNOWN_WORK;
    }
}
