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
 * What an instance knows of the fleet.
 *
 * @param shared whether instances share their rates now; if not, each keeps to its share of them
 * @param instances number of instances when it was last seen, or the number that is expected if it never was
 * @param taken how often units were taken of a shared rate
 * @param contended how often that failed because other instances took units at the same time
 * @param refused how often that failed because what the rates are kept in could not be asked
 */
public record FleetState(boolean shared, int instances, long taken, long contended, long refused) {}
