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

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption.Predefined;
import java.security.Key;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ThreadPoolExecutor;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class KeyCallsTests {

    @Test
    @Tag("F5")
    void createShouldMakeDaemonThreadsWhenNeededAndLetIdleOnesEnd() throws Exception {
        ExecutorService executor = KeyCalls.create();
        try {
            ThreadPoolExecutor pool = (ThreadPoolExecutor) executor;
            assertThat(pool.getPoolSize()).isZero();
            assertThat(pool.getMaximumPoolSize()).isEqualTo(16);
            assertThat(pool.allowsCoreThreadTimeOut()).isTrue();
            Thread thread = executor.submit(Thread::currentThread).get();
            assertThat(thread.isDaemon()).isTrue();
            assertThat(thread.getName()).isEqualTo("armature-keys-1");
        } finally {
            executor.shutdown();
        }
    }

    /** What is static may be made when a native image is built, and would be the same in each start of it. */
    @Test
    @Tag("F4")
    @Tag("load")
    void staticFieldsShouldHoldNeitherKeysNorChance() {
        assertThat(new ClassFileImporter()
                                .withImportOption(Predefined.DO_NOT_INCLUDE_TESTS)
                                .importPackages("io.armature.encryption")
                                .stream()
                                .flatMap(type -> type.getFields().stream())
                                .filter(field -> field.getModifiers().contains(JavaModifier.STATIC))
                                .filter(field -> field.getRawType().isAssignableTo(Random.class)
                                        || field.getRawType().isAssignableTo(Key.class)
                                        || field.getRawType().isEquivalentTo(Cipher.class)
                                        || field.getRawType().isEquivalentTo(Mac.class)
                                        || field.getRawType().isEquivalentTo(DataKey.class)
                                        || field.getRawType().isEquivalentTo(DataKeys.class)))
                .isEmpty();
    }
}
