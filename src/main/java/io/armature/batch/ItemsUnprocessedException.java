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
package io.armature.batch;

import org.jspecify.annotations.Nullable;

/** DynamoDB left items of {@link InlineBatches} unprocessed in all attempts. What was done before stays done. */
public final class ItemsUnprocessedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final long left;

    private final int attempts;

    ItemsUnprocessedException(long left, int attempts, @Nullable RuntimeException cause) {
        super(left + " items were left unprocessed after " + attempts + " attempts", cause);
        this.left = left;
        this.attempts = attempts;
    }

    /**
     * Returns how much is not done.
     *
     * @return number of the items that were taken and are not done
     */
    public long left() {
        return left;
    }

    /**
     * Returns how often was tried.
     *
     * @return number of times that the item was sent which failed first
     */
    public int attempts() {
        return attempts;
    }
}
