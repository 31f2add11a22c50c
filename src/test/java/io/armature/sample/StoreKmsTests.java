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
package io.armature.sample;

import static org.assertj.core.api.Assertions.assertThat;

import io.armature.encryption.DataKeys;
import io.armature.encryption.keys.KeyProvider;
import io.armature.encryption.keys.KmsKeyProvider;
import io.armature.support.DynamoDbEndpoint;
import io.armature.support.WithLocalStack;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.JsonNode;

/** The store on LocalStack, whose KMS wraps its data keys. */
@WithLocalStack
class StoreKmsTests {

    @Test
    @Tag("F1")
    void everyCustomerShouldBeThatOfTheFile(DynamoDbEndpoint endpoint) {
        try (ConfigurableApplicationContext application = StoreApplication.start(
                "--server.port=0",
                "--armature.client.endpoint=" + endpoint.uri(),
                "--armature.encryption.kms.endpoint=" + endpoint.uri(),
                "--armature.schema.table-prefix=" + endpoint.uniqueTableName("store") + "-")) {
            assertThat(application.getBean(KeyProvider.class)).isInstanceOf(KmsKeyProvider.class);
            StoreClient store = new StoreClient(application);
            assertThat(store.get("/customers/1/stored").body().has("_ak")).isTrue();
            // As another instance reads them, which has no key at hand
            application.getBean(DataKeys.class).flush();
            List<JsonNode> customers = IntStream.rangeClosed(1, 59)
                    .mapToObj(id -> store.get("/customers/" + id).body())
                    .toList();
            assertThat(customers).isEqualTo(DataFile.lines("customers"));
        }
    }
}
