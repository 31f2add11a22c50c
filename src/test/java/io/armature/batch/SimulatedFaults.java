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

/**
 * What goes wrong, as probabilities.
 *
 * @param serverError a request that is answered by an error of DynamoDB's own
 * @param lostAnswer a request that is carried out, of which a time-out is all that is seen
 * @param unprocessed an item of a batch that comes back for no reason
 */
record SimulatedFaults(double serverError, double lostAnswer, double unprocessed) {

    static final SimulatedFaults NONE = new SimulatedFaults(0, 0, 0);

    static final SimulatedFaults ALL = new SimulatedFaults(0.01, 0.01, 0.02);
}
