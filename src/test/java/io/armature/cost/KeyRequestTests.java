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
package io.armature.cost;

import static org.assertj.core.api.Assertions.assertThat;

import io.armature.cost.StubbedApplication.Customer;
import io.armature.cost.StubbedApplication.Customers;
import io.armature.encryption.EncryptionStatistics;
import io.armature.encryption.EncryptionStatistics.Event;
import io.armature.encryption.keys.StubKms;
import java.util.Arrays;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/** Requests to KMS in an application that encrypts: each is charged, and holds up the call that needs it. */
class KeyRequestTests {

    private static final String ARN = "arn:aws:kms:eu-central-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab";

    private static final int OPERATIONS = 10_000;

    private final StubKms kms = new StubKms();

    @BeforeEach
    void answer() {
        byte[] key = new byte[32];
        Arrays.fill(key, (byte) 7);
        kms.generates(ARN, key, new byte[184]);
        kms.decrypts(ARN, key);
    }

    @AfterEach
    void stop() {
        kms.close();
    }

    /** Fails when a data key for about each thousand items is planted. */
    @Test
    void callsWhenTenThousandEncryptAndSomeDecryptShouldSendOneRequestForEachDirection() {
        try (StubbedApplication application = start()) {
            Customers customers = application.bean(Customers.class);
            for (int call = 0; call < OPERATIONS; call++) {
                customers.save(Customer.of(call));
            }
            assertThat(encrypted(application)).isEqualTo(2 * OPERATIONS);
            assertThat(kms.operations()).containsExactly(StubKms.GENERATE);

            customers.save(Customer.of(1));
            String item = JsonMapper.shared()
                    .readTree(application.dynamoDb.lastBody())
                    .get("Item")
                    .toString();
            application.dynamoDb.answer("GetItem", "{\"Item\":" + item + "}");
            for (int call = 0; call < OPERATIONS / 10; call++) {
                assertThat(customers.findById("customer-1")).contains(Customer.of(1));
            }
            assertThat(kms.operations()).containsExactly(StubKms.GENERATE, StubKms.DECRYPT);
        }
    }

    /**
     * The next key comes before one is used up, so that the number depends a little on when. Fails when a key for about each fifty
     * items is planted.
     */
    @Test
    void callsWhenKeysAreSmallShouldSendAsManyRequestsAsThereAreKeys() {
        try (StubbedApplication application = start("armature.encryption.cache.max-values=500")) {
            Customers customers = application.bean(Customers.class);
            for (int call = 0; call < OPERATIONS / 10; call++) {
                customers.save(Customer.of(call));
            }
            // By what was asked for, since the last key may still be on its way.
            assertThat(kms.operations()).hasSizeBetween(4, 6).containsOnly(StubKms.GENERATE);
        }
    }

    private StubbedApplication start(String... properties) {
        String[] all = Arrays.copyOf(properties, properties.length + 2);
        all[properties.length] = "armature.encryption.key-id=" + ARN;
        all[properties.length + 1] = "armature.encryption.kms.endpoint=" + kms.uri();
        return new StubbedApplication(all);
    }

    private static long encrypted(StubbedApplication application) {
        return application.bean(EncryptionStatistics.class).of(Event.ENCRYPTED);
    }
}
