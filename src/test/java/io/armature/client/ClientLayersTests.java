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
package io.armature.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.GetItemResponse;

class ClientLayersTests {

    private final StubDynamoDb stub = new StubDynamoDb();

    @Test
    void createWhenTwoLayersClaimOneSlotShouldNameBothAndTheSlot() {
        List<CallLayer> layers = List.of(new RecordingLayer(), TestLayer.passingOn(CallSlot.OBSERVATION));

        assertThatExceptionOfType(MisconfigurationException.class)
                .isThrownBy(() -> new ClientLayers(layers))
                .withMessageContainingAll(RecordingLayer.class.getName(), TestLayer.class.getName(), "OBSERVATION")
                .satisfies(ex -> assertThat(ex.action()).isNotBlank());
    }

    @Test
    void wrapWhenClientIsPlainShouldWrapIt() {
        DynamoDbClient wrapped = new ClientLayers(List.of(new RecordingLayer())).wrap(stub.client());

        assertThat(wrapped).isNotSameAs(stub.client());
        assertThat(ClientLayers.isWrapped(wrapped)).isTrue();
        assertThat(ClientLayers.isWrapped(stub.client())).isFalse();
    }

    @Test
    void wrapWhenClientIsWrappedShouldReturnItUnchanged() {
        RecordingLayer layer = new RecordingLayer();
        ClientLayers layers = new ClientLayers(List.of(layer));
        DynamoDbClient wrapped = layers.wrap(stub.client());

        assertThat(layers.wrap(wrapped)).isSameAs(wrapped);
        assertThat(new ClientLayers(List.of()).wrap(wrapped)).isSameAs(wrapped);
        wrapped.listTables();
        assertThat(layer.operations()).containsExactly("ListTables");
    }

    @Test
    void wrapWhenThereAreNoLayersShouldCallTheClient() {
        DynamoDbClient wrapped = new ClientLayers(List.of()).wrap(stub.client());

        assertThat(wrapped.getItem(get -> get.tableName("orders"))).isInstanceOf(GetItemResponse.class);
        assertThat(ClientLayers.isWrapped(wrapped)).isTrue();
        assertThat(stub.requests()).hasSize(1);
    }
}
