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

import java.util.Arrays;
import java.util.Collection;
import java.util.EnumMap;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * The one place that puts the layers around a client, in the order of {@link CallSlot}.
 *
 * <p>Instances are immutable and safe for use by concurrent threads.
 */
public final class ClientLayers {

    private final CallLayer[] layers;

    /**
     * Creates the stack of layers.
     *
     * @param layers the layers in any order, at most one for each slot; none is fine
     * @throws MisconfigurationException if two layers name the same slot
     */
    public ClientLayers(Collection<? extends CallLayer> layers) {
        Map<CallSlot, CallLayer> bySlot = new EnumMap<>(CallSlot.class);
        for (CallLayer layer : layers) {
            CallSlot slot = layer.slot();
            CallLayer other = bySlot.putIfAbsent(slot, layer);
            if (other != null) {
                throw new MisconfigurationException(
                        "The layers " + other.getClass().getName() + " and "
                                + layer.getClass().getName() + " both claim the slot " + slot,
                        "Keep one of the two, or let one of them name another slot.");
            }
        }
        this.layers = bySlot.values().toArray(CallLayer[]::new);
    }

    /**
     * Puts the layers around a client.
     *
     * <p>Every operation of the returned client goes through the layers, those that its paginators, its waiter and an
     * enhanced client over it make as well. Closing it closes the given client.
     *
     * @param client the client to call after the innermost layer
     * @return the client with the layers around it, or the given one if it has been wrapped before
     */
    public DynamoDbClient wrap(DynamoDbClient client) {
        return isWrapped(client) ? client : wrap(ClientTarget.of(client));
    }

    DynamoDbClient wrap(CallTarget target) {
        return LayeredDynamoDbClient.around(target, layers);
    }

    /**
     * Tells whether a client has been wrapped by any instance of this class.
     *
     * @param client the client
     * @return whether it has layers around it
     */
    public static boolean isWrapped(DynamoDbClient client) {
        return LayeredDynamoDbClient.of(client) != null;
    }

    /**
     * Tells whether a client has a layer in a slot.
     *
     * @param client the client
     * @param slot the slot
     * @return {@code true} if every call of the client passes a layer that names the slot
     */
    public static boolean hasLayer(DynamoDbClient client, CallSlot slot) {
        LayeredDynamoDbClient layered = LayeredDynamoDbClient.of(client);
        return layered != null && Arrays.stream(layered.layers()).anyMatch(layer -> layer.slot() == slot);
    }
}
