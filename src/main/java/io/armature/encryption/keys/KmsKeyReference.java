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
package io.armature.encryption.keys;

import io.armature.client.MisconfigurationException;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * One configured key: the text, and the key that it stands for once that is known, which it then stays. Safe for use by
 * concurrent threads.
 */
final class KmsKeyReference {

    /** For so long a failed look-up answers all that ask, so that junk in a table cannot burn the quota of KMS. */
    private static final long FAILURE_KEPT_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final String id;

    private final boolean encrypts;

    private final KmsKeyLookup lookup;

    private final LongSupplier nanoTime;

    private final ReentrantLock lock = new ReentrantLock();

    private volatile @Nullable KeyArn arn;

    private @Nullable KmsFailure failure;

    private long failedAtNanos;

    /**
     * Creates the reference; a key's ARN is known at once.
     *
     * @param id what the configuration says
     * @param encrypts whether new data keys are to be made under it
     * @param lookup finds what it stands for
     * @param nanoTime monotonic time in nanoseconds
     * @throws MisconfigurationException if the text can name no key
     */
    KmsKeyReference(String id, boolean encrypts, KmsKeyLookup lookup, LongSupplier nanoTime) {
        this.id = id;
        this.encrypts = encrypts;
        this.lookup = lookup;
        this.nanoTime = nanoTime;
        KeyArn named = KeyArn.parse(id);
        if (named != null) {
            KmsKeyLookup.Answer answer = lookup.local(id, named);
            if (answer.failure() != null) {
                throw answer.failure().misconfiguration();
            }
            this.arn = answer.arn();
        } else if (id.isBlank() || (id.startsWith("arn:") && !id.contains(":alias/"))) {
            throw new MisconfigurationException("'" + id + "' names no KMS key.", KmsTexts.TYPE);
        }
    }

    String id() {
        return id;
    }

    /** Returns the key in the client's region, or {@code null} if it is not known yet. */
    @Nullable
    KeyArn known() {
        return arn;
    }

    /**
     * Returns the key in the client's region, and asks KMS for it if need be.
     *
     * @throws KeyUnavailableException if KMS does not tell
     */
    KeyArn get() {
        KmsFailure failed = resolve();
        KeyArn found = arn;
        if (found == null) {
            throw Objects.requireNonNull(failed).unavailable();
        }
        return found;
    }

    /** Asks KMS unless the key is known; returns why it stays unknown, or {@code null}. */
    @Nullable
    KmsFailure resolve() {
        if (arn != null) {
            return null;
        }
        lock.lock();
        try {
            if (arn == null && !failedJustNow()) {
                KmsKeyLookup.Answer answer = lookup.find(id, encrypts);
                failure = answer.failure();
                failedAtNanos = nanoTime.getAsLong();
                arn = answer.arn();
            }
            return failure;
        } finally {
            lock.unlock();
        }
    }

    private boolean failedJustNow() {
        return failure != null && nanoTime.getAsLong() - failedAtNanos < FAILURE_KEPT_NANOS;
    }

    @Override
    public String toString() {
        KeyArn known = arn;
        return (known == null) ? id + " (not resolved)" : known.toString();
    }
}
