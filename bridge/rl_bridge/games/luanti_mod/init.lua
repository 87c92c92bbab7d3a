-- Tells the bridge what the player has obtained and how he is. It changes nothing in the game.
-- One line of JSON per server step goes to rl_bridge.jsonl in the world's folder; a step without a line is a game in trouble.

local file = assert(io.open(minetest.get_worldpath() .. "/rl_bridge.jsonl", "w"))

local totals = {}    -- item without its mod's name -> units obtained less units dropped
local changed = nil  -- those that have changed since the last line
local died = false

local function tell(record)
	file:write(minetest.write_json(record), "\n")
	file:flush() -- Luanti's Lua tells nobody when a disk is full: the bridge hears no more, and says so.
end

local function count(name, units)
	if name == "" or units == 0 then
		return
	end
	local item = name:match(":(.+)$") or name
	totals[item] = (totals[item] or 0) + units
	changed = changed or {}
	changed[item] = totals[item]
end

local function units_of(player)
	local units = {}
	for _, stack in ipairs(player:get_inventory():get_list("main")) do
		local name = stack:get_name()
		units[name] = (units[name] or 0) + stack:get_count()
	end
	return units
end

-- Whatever a call puts into the player's inventory is obtained by it.
local function obtaining(player, call)
	if not (player and player:is_player()) then
		return call()
	end
	local before = units_of(player)
	local result = call()
	for name, units in pairs(units_of(player)) do
		count(name, math.max(0, units - (before[name] or 0)))
	end
	return result
end

-- What is dug goes straight to the inventory.
local handle_node_drops = minetest.handle_node_drops
function minetest.handle_node_drops(pos, drops, digger)
	return obtaining(digger, function()
		return handle_node_drops(pos, drops, digger)
	end)
end

-- What lies on the ground is picked up by a punch.
local item_entity = minetest.registered_entities["__builtin:item"]
local on_punch = item_entity.on_punch
function item_entity.on_punch(self, hitter, ...)
	local rest = { ... }
	return obtaining(hitter, function()
		return on_punch(self, hitter, unpack(rest))
	end)
end

local item_drop = minetest.item_drop
function minetest.item_drop(stack, dropper, pos)
	local name, before = stack:get_name(), stack:get_count()
	local left = item_drop(stack, dropper, pos)
	if dropper and dropper:is_player() and left then
		count(name, left:get_count() - before)
	end
	return left
end

minetest.register_on_craft(function(stack)
	count(stack:get_name(), stack:get_count())
end)

-- What comes out of a furnace; ore and fuel taken back were the player's before, and so was what lies in a chest.
for _, furnace in ipairs({ "default:furnace", "default:furnace_active" }) do
	local definition = minetest.registered_nodes[furnace]
	if definition then
		local take = definition.on_metadata_inventory_take
		minetest.override_item(furnace, {
			on_metadata_inventory_take = function(pos, list, index, stack, player)
				if list == "dst" then
					count(stack:get_name(), stack:get_count())
				end
				return take and take(pos, list, index, stack, player)
			end,
		})
	end
end

minetest.register_on_dieplayer(function()
	died = true
end)

-- The world is there once all blocks of 16 nodes around the player are.
local function is_loaded(pos)
	for x = -16, 16, 16 do
		for y = -16, 16, 16 do
			for z = -16, 16, 16 do
				if not minetest.get_node_or_nil({ x = pos.x + x, y = pos.y + y, z = pos.z + z }) then
					return false
				end
			end
		end
	end
	return true
end

-- For scripted players: where the nearest node of a kind is, once a second.
local sought = minetest.settings:get("rl_bridge_seek")
local nearest, steps = nil, 0
local function seek(pos)
	if sought and steps % 20 == 0 then
		local found = minetest.find_node_near(pos, 40, sought, true)
		nearest = found and { found.x, found.y, found.z }
	end
	steps = steps + 1
	return nearest
end

minetest.register_globalstep(function()
	local player = minetest.get_connected_players()[1]
	if not player then
		return
	end
	local pos = player:get_pos()
	tell({
		loaded = is_loaded(pos),
		position = { pos.x, pos.y, pos.z },
		yaw = -math.deg(player:get_look_horizontal()), -- To the right, as everywhere in the bridge
		pitch = math.deg(player:get_look_vertical()),
		health = player:get_hp(),
		died = died,
		obtained = changed,
		nearest = seek(pos),
	})
	changed = nil
end)
