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
package io.armature.benchmark.encryption;

import io.armature.benchmark.Measurements;
import io.armature.benchmark.Subject;
import io.armature.client.ItemSizes;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** What encryption costs beside time: bytes that DynamoDB stores and charges, and requests to KMS, counted over so many items. */
final class StoredItems {

    static final String GROUP = "stored";

    static final String BYTES = "bytes stored";

    static final String WRITES = "requests to KMS, writes";

    static final String READS = "requests to KMS, reads";

    static final int ITEMS = 10_000;

    private static final Subject PLAIN = new Subject(GROUP, "nothing encrypted");

    private static final Subject ARMATURE = new Subject(GROUP, "Armature");

    private static final Subject PEER = new Subject(GROUP, "AWS Database Encryption SDK, without signature");

    private static final Subject PEER_SIGNED =
            new Subject(GROUP, "AWS Database Encryption SDK, with signature (its default)");

    private StoredItems() {}

    static void measure(Measurements measurements, Consumer<String> progress) {
        put(measurements, PLAIN, SampleItem.plain(), 0, 0);
        CountingKms kms = new CountingKms();
        PeerSubjects peer = PeerSubjects.ofKms(kms);
        Map<Subject, ItemEncryption> items = new LinkedHashMap<>();
        items.put(ARMATURE, ArmatureSubjects.ofKms(kms).item());
        items.put(PEER, peer.item(PeerSubjects.UNSIGNED));
        items.put(PEER_SIGNED, peer.item(PeerSubjects.SIGNED));
        items.forEach((subject, item) -> {
            progress.accept("requests to KMS, " + subject.title());
            measure(measurements, subject, item, kms);
        });
    }

    private static void measure(Measurements measurements, Subject subject, ItemEncryption item, CountingKms kms) {
        kms.takeRequests();
        Map<String, AttributeValue> encrypted = Map.of();
        for (int written = 0; written < ITEMS; written++) {
            encrypted = item.encrypt();
        }
        long writes = kms.takeRequests();
        for (int read = 0; read < ITEMS; read++) {
            ItemChecks.requireDecrypted(item.decrypt(encrypted));
        }
        put(measurements, subject, encrypted, writes, kms.takeRequests());
    }

    private static void put(
            Measurements measurements, Subject subject, Map<String, AttributeValue> item, long writes, long reads) {
        measurements.put(subject, BYTES, ItemSizes.of(item));
        measurements.put(subject, WRITES, writes);
        measurements.put(subject, READS, reads);
    }
}
