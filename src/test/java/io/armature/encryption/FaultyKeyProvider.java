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
package io.armature.encryption;

import io.armature.encryption.keys.GeneratedKey;
import io.armature.encryption.keys.InMemoryKeyProvider;
import io.armature.encryption.keys.KeyKind;
import io.armature.encryption.keys.KeyProvider;
import io.armature.encryption.keys.KeyUnavailableException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;

/** A key provider that wraps really, fails or hangs when it is told to, and counts all calls, also those that failed. */
final class FaultyKeyProvider implements KeyProvider {

    static final String KEY = InMemoryKeyProvider.KEY;

    private final InMemoryKeyProvider keys = new InMemoryKeyProvider();

    private final AtomicInteger generated = new AtomicInteger();

    private final AtomicInteger unwrapped = new AtomicInteger();

    private final Semaphore entered = new Semaphore(0);

    private final List<Map<String, String>> contexts = new CopyOnWriteArrayList<>();

    private volatile Runnable fault = () -> {};

    private volatile UnaryOperator<byte[]> distortion = key -> key;

    int generated() {
        return generated.get();
    }

    int unwrapped() {
        return unwrapped.get();
    }

    /** Returns the contexts of all calls. */
    List<Map<String, String>> contexts() {
        return contexts;
    }

    void fail(KeyUnavailableException.Reason reason) {
        fault = () -> {
            throw new KeyUnavailableException(reason, KEY, "The key service says " + reason, null);
        };
    }

    void work() {
        fault = () -> {};
    }

    /** Runs in each call before anything else; may throw. */
    void during(Runnable action) {
        fault = action;
    }

    /** Lets calls hang until the result is counted down. */
    CountDownLatch hang() {
        CountDownLatch end = new CountDownLatch(1);
        fault = () -> {
            try {
                end.await();
            } catch (InterruptedException ex) {
                throw new IllegalStateException("The provider's thread was interrupted", ex);
            }
        };
        return end;
    }

    /** Changes what is unwrapped. */
    void distort(UnaryOperator<byte[]> change) {
        distortion = change;
    }

    /** Waits until one more call has begun. */
    void awaitCall() throws InterruptedException {
        if (!entered.tryAcquire(30, TimeUnit.SECONDS)) {
            throw new AssertionError("The provider was not called");
        }
    }

    @Override
    public KeyKind kind() {
        return keys.kind();
    }

    @Override
    public boolean accepts(String keyArn) {
        return keys.accepts(keyArn);
    }

    @Override
    public GeneratedKey generate(Map<String, String> context) {
        generated.incrementAndGet();
        enter(context);
        return keys.generate(context);
    }

    @Override
    public byte[] unwrap(String keyArn, byte[] wrapped, Map<String, String> context) {
        unwrapped.incrementAndGet();
        enter(context);
        return distortion.apply(keys.unwrap(keyArn, wrapped, context));
    }

    private void enter(Map<String, String> context) {
        contexts.add(context);
        entered.release();
        fault.run();
    }
}
