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

import io.armature.sample.StoreClient.Answer;
import io.armature.sample.local.LocalDynamoDb;
import io.armature.sample.local.LocalFiles;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.context.ConfigurableApplicationContext;

@Tag("long")
class StoreOutageTests {

    @Test
    void answersWhenDynamoDbIsAwayShouldSaySo() {
        LocalDynamoDb dynamoDb = LocalDynamoDb.start();
        try (ConfigurableApplicationContext application = StoreApplication.start(
                "--server.port=0",
                "--armature.client.endpoint=" + dynamoDb.endpoint(),
                "--armature.encryption.local.key-file=" + LocalFiles.keyFile(false))) {
            dynamoDb.close();
            StoreClient store = new StoreClient(application);
            List<Answer> answers = List.of(
                    store.get("/orders/1"),
                    store.get("/customers/1/orders"),
                    store.patch("/customers/1", "{'city':'Lisboa'}"),
                    store.post("/orders", "{'customerId':1,'lines':[{'trackId':1,'quantity':1}]}"));
            assertThat(answers).allSatisfy(answer -> {
                assertThat(answer.status()).isEqualTo(503);
                assertThat(answer.type()).isEqualTo("application/problem+json");
                assertThat(answer.body().get("detail").stringValue())
                        .isEqualTo("The store cannot reach its data at the moment");
            });
        }
    }
}
